"""One sound measure and its made-up provisions, to be spoilt one way at a time."""

from __future__ import annotations

SOUND = """\
id: sample
title: 样例补贴（40%）
kind: subsidy
audience: [enterprise]
cite: doc#一
benefit:
  text: 补40%，一年最多50万元
  amount:
    label: 补贴
    nature: received
    bound: exact
    word: 按照
    formula:
      mul:
      - {fact: rd_spend_cny}
      - {figure: 40%, printed: 40%}
    caps:
    - label: 每家企业每年
      value: {figure: 500000, printed: 不超过50万元}
conditions:
- {fact: annual_revenue_cny, op: le, value: 200000000, text: 收入2亿元以内, printed: 2亿元及以下}
exclusions:
- {fact: funding_fraud_record_date, op: within_years, value: 5, text: 有不良, printed: 5年内}
window:
  from: {date: 2021-03-18, printed: 2021年3月18日, cite: doc}
  apply_by: {date: 2021-06-30, printed: 2021年6月30日, cite: doc#二}
discretion:
- {words: 符合条件}
warnings:
- {text: 提示}
"""

PROVISIONS = {
    "doc#一": "一、对收入 2 亿元及以下、符合条件的，按照 40％补贴，不超过 50 万元，5 年内。",
    "doc#二": "二、截止 2021 年 6 月 30 日。",
    "doc#p1": "2021 年 3月 18 日",
}

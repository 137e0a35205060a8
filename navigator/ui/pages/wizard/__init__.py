"""The eligibility wizard: who are you, one question at a time, results, slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navigator.ui.actions import ActionSpec

if TYPE_CHECKING:
    from navigator.ui.context import UiContext
    from navigator.ui.pages.wizard.page import WizardPage

_SCOPE, _GROUP = "wizard", "资格向导"

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("wizard.results", "查看结果", "show_results", ("Ctrl+R",), "list", _SCOPE, _GROUP),
    ActionSpec(
        "wizard.question", "继续答题", "show_question", ("Ctrl+G",), "arrow-right", _SCOPE, _GROUP
    ),
    ActionSpec(
        "wizard.unclear",
        "这一题不清楚",
        "answer_unclear",
        ("Ctrl+U",),
        "circle-question-mark",
        _SCOPE,
        _GROUP,
    ),
    ActionSpec("wizard.undo", "撤销上一个答案", "undo", ("Ctrl+Z",), "undo", _SCOPE, _GROUP),
    ActionSpec(
        "wizard.whatif",
        "假如换几个答案",
        "show_whatif",
        ("Ctrl+I",),
        "sliders-horizontal",
        _SCOPE,
        _GROUP,
    ),
    ActionSpec(
        "wizard.slip", "一次性告知单", "show_slip", ("Ctrl+P",), "file-text", _SCOPE, _GROUP
    ),
    ActionSpec("wizard.save", "保存这次测算", "save", ("Ctrl+S",), "save", _SCOPE, _GROUP),
    ActionSpec(
        "wizard.copy", "复制结果摘要", "copy_summary", ("Ctrl+Shift+C",), "copy", _SCOPE, _GROUP
    ),
    ActionSpec(
        "wizard.next",
        "下一位（清空这位申请人）",
        "next_visitor",
        ("Ctrl+Shift+N",),
        "user",
        _SCOPE,
        _GROUP,
    ),
    ActionSpec("wizard.ask", "办事向导", "open_section:ask", (), "compass", _SCOPE, _GROUP),
    ActionSpec(
        "wizard.browse", "浏览全部措施", "open_section:browse", (), "library", _SCOPE, _GROUP
    ),
    ActionSpec("wizard.saved", "已存测算", "open_section:saved", (), "history", _SCOPE, _GROUP),
    ActionSpec("wizard.batch", "批量评估", "open_section:batch", (), "layers", _SCOPE, _GROUP),
)


def create(ctx: UiContext) -> WizardPage:
    """The page; the measures are read after it is shown."""
    from navigator.ui.pages.wizard.page import WizardPage

    return WizardPage(ctx)

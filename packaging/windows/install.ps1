# 为当前用户安装政策导航（不需要网络，不需要管理员）：
#   powershell -ExecutionPolicy Bypass -File install.ps1            安装
#   powershell -ExecutionPolicy Bypass -File install.ps1 -Remove    卸载；资料、书签和笔记会留下
# A copy under the user's own programs, an entry in the start menu, and .pnpack files that open it.
param([switch]$Remove)
$ErrorActionPreference = "Stop"
$place = Join-Path $env:LOCALAPPDATA "Programs\policy-navigator"
$link = Join-Path $env:APPDATA "Microsoft\Windows\Start Menu\Programs\政策导航.lnk"
$classes = "HKCU:\Software\Classes"

if ($Remove) {
  if ((Test-Path "$place\data") -or (Test-Path "$place\portable.txt")) {
    throw "$place 里有资料（data），请先移到别处再卸载。"
  }
  Remove-Item -Recurse -Force -ErrorAction SilentlyContinue $place, $link, "$classes\.pnpack", "$classes\PolicyNavigator.Pack"
  Write-Host "已卸载。资料、书签和笔记还在用户的数据文件夹里。"
  exit
}

$new = "$place.new"
Remove-Item -Recurse -Force -ErrorAction SilentlyContinue $new
Copy-Item -Recurse $PSScriptRoot $new
foreach ($kept in "data", "portable.txt") {
  if (Test-Path "$place\$kept") { Copy-Item -Recurse -Force "$place\$kept" $new }
}
# The new version is complete before the old one goes.
Remove-Item -Recurse -Force -ErrorAction SilentlyContinue $place
Move-Item $new $place
$program = "$place\policy-navigator.exe"

$shortcut = (New-Object -ComObject WScript.Shell).CreateShortcut($link)
$shortcut.TargetPath = $program
$shortcut.Save()
New-Item -Force "$classes\.pnpack" -Value "PolicyNavigator.Pack" | Out-Null
New-Item -Force "$classes\PolicyNavigator.Pack" -Value "政策包" | Out-Null
New-Item -Force "$classes\PolicyNavigator.Pack\shell\open\command" -Value "`"$program`" --open `"%1`"" | Out-Null
Write-Host "已安装到 $place。从开始菜单打开“政策导航”。"

# Builds the folder and the zip for Windows x64. Run in a checkout, with Python 3.13 from python.org
# and a network; the result needs neither:
#   powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1
$ErrorActionPreference = "Stop"
$root = Resolve-Path (Join-Path $PSScriptRoot "..\..")
Set-Location $root
$env:PYTHONUTF8 = "1"
$version = (Select-String -Path navigator\__init__.py -Pattern '__version__ = "([^"]+)"').Matches[0].Groups[1].Value
$venv = "build\windows-venv"

py -3.13 -m venv $venv
$python = "$venv\Scripts\python.exe"
& $python -m pip install --quiet --require-hashes --no-deps -r requirements\bundle.lock -r requirements\windows.lock
if ($LASTEXITCODE) { throw "packages could not be installed" }

New-Item -ItemType Directory -Force build\icons | Out-Null
& $python packaging\windows\icon.py resources\icons\app.svg build\icons\app.ico
if ($LASTEXITCODE) { throw "the icon could not be drawn" }

& $python -m PyInstaller --noconfirm --log-level=WARN --distpath dist\windows --workpath build\windows `
  packaging\policy-navigator.spec
if ($LASTEXITCODE) { throw "PyInstaller failed" }

Copy-Item LICENSE, packaging\windows\install.ps1 dist\windows\policy-navigator
Set-Content -Encoding utf8 dist\windows\policy-navigator\VERSION $version
Compress-Archive -Force -Path dist\windows\policy-navigator `
  -DestinationPath "dist\policy-navigator-$version-windows-x64.zip"
Write-Host "dist\policy-navigator-$version-windows-x64.zip"

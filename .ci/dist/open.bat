@echo off
rem Opens the window of empanel in the browser. The words of an error stay on the screen.
pushd "%~dp0"
empanel.exe open
if errorlevel 1 pause
popd

$loader = [Reflection.Assembly]::LoadFrom([IO.Path]::Combine($PSScriptRoot, '..', 'bin', 'SafeSynth.Loader.dll'))
$cmdlets = Import-Module -Assembly $loader.GetType('SafeSynth.ModuleLoadContext')::Cmdlets -PassThru

# Without this a second import in the same session finds no commands (PowerShell/PowerShell#20710).
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module -ModuleInfo $cmdlets }.GetNewClosure()

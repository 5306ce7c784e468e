using OmniSage.Silo;
using OmniSage.Silo.Doctor;
using OmniSage.Silo.Sandboxes;

if (args is ["-h" or "--help"] or [_, "-h" or "--help"])
{
    Console.WriteLine(SiloArguments.Usage);
    return ExitCodes.Done;
}

if (!SiloArguments.TryRead(args, out var arguments, out var wrong))
{
    await Console.Error.WriteLineAsync(wrong);
    return ExitCodes.WrongUse;
}

if (arguments.Verb == SiloVerb.Doctor) return await DoctorCommand.RunAsync(arguments);
if (arguments.Verb == SiloVerb.Sandboxd) return await SandboxdCommand.RunAsync(arguments);
try
{
    await using var app = SiloHost.Build(arguments);
    await app.RunAsync();
    return ExitCodes.Done;
}
catch (Exception fault) when (StartFailure.Explain(fault, arguments) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return ExitCodes.Failed;
}

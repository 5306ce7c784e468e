using System.Text.Json;

namespace OmniSage.Silo.Doctor;

/// <summary>
/// <c>omnisage doctor</c>: what this machine has and lacks, and the command that would add what is missing.
/// </summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<int> RunAsync(SiloArguments arguments)
    {
        var findings = new List<Finding>();
        findings.AddRange(await SandboxCheck.LookAsync(arguments));
        findings.AddRange(StorageCheck.Look(arguments));
        findings.Add(PortCheck.Look(arguments));
        findings.AddRange(await ProgramCheck.LookAsync());
        if (arguments.Json)
        {
            foreach (var finding in findings) Console.WriteLine(JsonSerializer.Serialize(finding, Json));
        }
        else
        {
            Print(findings);
        }

        return findings.Exists(finding => finding.IsSerious) ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static void Print(List<Finding> findings)
    {
        var subjects = findings.Max(finding => finding.Subject.Length);
        var states = findings.Max(finding => finding.State.Length);
        foreach (var finding in findings)
        {
            Console.WriteLine(
                $"{finding.Subject.PadRight(subjects)}  {finding.State.PadRight(states)}  {finding.Detail}");
            if (finding.NextStep is { } step) Console.WriteLine($"{new string(' ', subjects + states + 4)}→ {step}");
        }
    }
}

namespace OmniSage.Silo.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Subject">What it is about, such as <c>sandbox: memory</c>.</param>
/// <param name="State">Short: <c>ok</c>, <c>enforced</c>, <c>polled</c>, <c>missing</c>, <c>in use</c> …</param>
/// <param name="Detail">One sentence.</param>
/// <param name="NextStep">The command or setting that would add what is missing, if something is.</param>
internal sealed record Finding(string Subject, string State, string Detail, string? NextStep = null)
{
    /// <summary>OmniSage cannot do its main job like this.</summary>
    public bool IsSerious { get; init; }
}

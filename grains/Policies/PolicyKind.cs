using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Documents;

namespace OmniSage.Grains.Policies;

/// <summary>Policies as documents in versions.</summary>
internal static class PolicyKind
{
    public static DocumentKind Instance { get; } = new(
        new(
            new() { Number = 0, Note = $"the preset {PolicyPresets.Default}", Seq = 0 },
            PolicyPresets.TextOf(PolicyPresets.Default)),
        text => PolicyReader.Read(text).Faults,
        payload => (payload as PolicyChanged)?.Text);
}

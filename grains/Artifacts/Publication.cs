namespace OmniSage.Grains.Artifacts;

/// <summary>A call of <c>files.publish</c> in full: what is judged, approved and done.</summary>
/// <param name="Path">The file in the task's workspace.</param>
/// <param name="As">What it is to be called in the workspace.</param>
/// <param name="Sha256">The bytes, kept as an artifact of the run.</param>
/// <param name="Bytes">How many.</param>
/// <param name="Replaces">The SHA-256 of the file that has the name now; none where there is none.</param>
internal sealed record Publication(string Path, string As, string Sha256, long Bytes, string? Replaces = null);

using OmniSage.Bench.Figures;

namespace OmniSage.Bench;

/// <summary>A part of the bench that can be asked for by its name.</summary>
internal sealed record Suite(string Name, Func<CancellationToken, Task<IReadOnlyList<Figure>>> RunAsync);

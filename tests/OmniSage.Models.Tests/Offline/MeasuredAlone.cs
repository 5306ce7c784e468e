namespace OmniSage.Models.Tests.Offline;

/// <summary>Tests that compare times: they run when no other test of the project does.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;

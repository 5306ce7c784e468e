using Microsoft.Extensions.Logging;
using OmniSage.Grains.Telemetry;
using OmniSage.Storage.Journals;

namespace OmniSage.Grains.Journals;

/// <summary>What every grain with journals needs from outside.</summary>
internal sealed record JournalServices(
    JournalStore Store,
    DraftWriter Drafts,
    GuidSource Ids,
    SaltSource Salts,
    TimeProvider Time,
    RunTelemetry Telemetry,
    ILogger<JournalServices> Logger);

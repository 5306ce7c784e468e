using Microsoft.Extensions.Logging;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Journals;

/// <summary>What every grain with journals needs from outside.</summary>
internal sealed record JournalServices(
    JournalStore Store,
    WriteQueue Writes,
    GuidSource Ids,
    SaltSource Salts,
    TimeProvider Time,
    ILogger<JournalServices> Logger);

namespace OmniSage.Simulation.Tests.Checks;

/// <summary>Never more tasks of a tenant at work than its plan allows.</summary>
internal static class PlacesCheck
{
    public static void Check(List<Entry> entries, int executorsMax)
    {
        var working = new HashSet<JournalId>();
        foreach (var (journal, payload) in entries.Select(entry => (entry.Journal, entry.Payload)))
        {
            switch (payload)
            {
                case RunStarted { Kind: RunKind.Task } when !IsParkedAtOnce(entries, journal):
                case RunResumed:
                    working.Add(journal);
                    break;
                case RunParked or RunCompleted or RunFailed or RunCancelled:
                    working.Remove(journal);
                    break;
                default:
                    break;
            }

            var count = working.Count(one => one.Tenant == journal.Tenant);
            Verdict.Require(count <= executorsMax, $"{count} tasks of the tenant {journal.Tenant} work at once.");
        }
    }

    /// <summary>A task without a place is started and parked in one unit.</summary>
    private static bool IsParkedAtOnce(List<Entry> entries, JournalId journal) =>
        entries.Exists(entry => entry.Journal == journal && entry.Seq == 2 && entry.Payload is RunParked);
}

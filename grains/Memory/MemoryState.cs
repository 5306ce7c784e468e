using System.Diagnostics;
using OmniSage.GrainInterfaces.Memory;
using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Memory;

/// <summary>
/// What is known of one scope's memory: the fold of its journal. It holds no text, so that neither it nor a snapshot of
/// it has anything to erase.
/// </summary>
internal sealed record MemoryState : IFold<MemoryState>
{
    /// <summary>Facts forgotten lately, by which a late repeat of what kept them is known.</summary>
    public const int ForgottenMax = 256;

    public static MemoryState Empty { get; } = new();

    /// <summary>2: with where facts were said, and of which forgotten ones conversations are to be told.</summary>
    public static int SnapshotSchema => 2;

    public ImmutableDictionary<Guid, KnownFact> Facts { get; init; } = ImmutableDictionary<Guid, KnownFact>.Empty;

    public ImmutableArray<Guid> Forgotten { get; init; } = [];

    /// <summary>
    /// Forgotten, and there may be conversations that do not know it. Bounded by whoever forgets, for none may be left
    /// out: <see cref="MemoryOptions.UntoldMax"/>, and those that go with the last.
    /// </summary>
    public ImmutableArray<ForgottenFact> Untold { get; init; } = [];

    /// <summary>New facts are kept. Meant for the memory of a workspace.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>When the first of the facts expires.</summary>
    public long? NextExpiryUs => Facts.Values.Min(fact => fact.ExpiresUs);

    public MemoryState Apply(EventPayload payload, EventFacts facts) => payload switch
    {
        MemoryWritten written => Write(written),
        MemoryForgotten forgotten => Forget(forgotten, facts.AtUs),
        MemoryTold told => this with { Untold = Untold.RemoveAll(one => told.Facts.Contains(one.Fact)) },
        MemorySwitched switched => this with { IsOn = switched.IsOn },
        PayloadErased => this,
        _ => throw new UnreachableException($"A memory's journal holds no {payload.GetType().Name}."),
    };

    /// <summary>Whether the command was carried out before, whatever became of the fact since.</summary>
    public bool HasSeen(Guid fact) => Facts.ContainsKey(fact) || Forgotten.Contains(fact);

    /// <summary>What becomes of the command, as far as this scope decides it.</summary>
    public RememberOutcome Judge(RememberFact command, int factsMax)
    {
        if (command.Supersedes is { } old && Facts.GetValueOrDefault(old) is not { IsReplaced: false })
        {
            return RememberOutcome.NotFound;
        }

        if (!command.MadeFrom.All(Facts.ContainsKey)) return RememberOutcome.NotFound;
        return Facts.Count < factsMax ? RememberOutcome.Remembered : RememberOutcome.Full;
    }

    /// <summary>
    /// All that goes with a fact: its other versions, earlier and later, and whatever sums up one of these.
    /// </summary>
    public ImmutableArray<Guid> GoesWith(IEnumerable<Guid> facts)
    {
        var gone = new HashSet<Guid>();
        var next = new Stack<Guid>(facts.Where(Facts.ContainsKey));
        // Who replaced a fact and who sums it up, so that each fact is looked at once.
        var followers = Facts
            .SelectMany(one => one.Value.MadeFrom.Select(from => (From: from, To: one.Key))
                .Concat(one.Value.Supersedes is { } old ? [(From: old, To: one.Key)] : []))
            .ToLookup(one => one.From, one => one.To);
        while (next.TryPop(out var fact))
        {
            if (!gone.Add(fact)) continue;
            foreach (var follower in followers[fact]) next.Push(follower);
            if (Facts[fact].Supersedes is { } old && Facts.ContainsKey(old)) next.Push(old);
        }

        return [.. gone.OrderBy(fact => Facts[fact].Seq)];
    }

    /// <summary>Facts whose time is over, the first to expire first, at most so many.</summary>
    public ImmutableArray<Guid> ExpiredAt(long nowUs, int max) =>
    [
        .. Facts.Where(fact => fact.Value.ExpiresUs <= nowUs)
            .OrderBy(fact => fact.Value.ExpiresUs)
            .Take(max)
            .Select(fact => fact.Key),
    ];

    private MemoryState Write(MemoryWritten written)
    {
        var facts = Facts;
        if (written.Supersedes is { } old && facts.TryGetValue(old, out var replaced))
        {
            facts = facts.SetItem(old, replaced with { IsReplaced = true });
        }

        return this with
        {
            Facts = facts.SetItem(
                written.Fact,
                new(written.Seq, written.Supersedes, written.MadeFrom, written.ExpiresUs, SourceOf(written.Source))),
        };
    }

    private static KnownSource? SourceOf(FactSource source) =>
        source is { Thread: { } thread, Run: { } run } ? new(thread, run) : null;

    private MemoryState Forget(MemoryForgotten forgotten, long atUs)
    {
        var known = Forgotten.AddRange(forgotten.Facts);
        return this with
        {
            Facts = Facts.RemoveRange(forgotten.Facts),
            Untold = Untold.AddRange(forgotten.Facts.Select(fact => new ForgottenFact(fact, atUs))),
            Forgotten = known.Length <= ForgottenMax ? known : known.RemoveRange(0, known.Length - ForgottenMax),
        };
    }
}

using OmniSage.GrainInterfaces.Events;

namespace OmniSage.Storage.Journals;

/// <summary>
/// Follows a journal that <see cref="ChainCheck"/> found whole and says which payload is gone without a later
/// <c>payload.erased</c> event that names it. Pure.
/// </summary>
internal sealed class ErasureCheck
{
    private static readonly string Erased = EventTypes.Describe(new PayloadErased(1)).Name;

    private readonly SortedSet<long> unexplained = [];

    public void Next(EventRow row)
    {
        if (row.Payload is null) unexplained.Add(row.Seq);
        else if (row.Type == Erased && EventTypes.Read(row.Type, (int)row.Schema, row.Payload) is PayloadErased erased)
        {
            unexplained.Remove(erased.Seq);
        }
    }

    /// <summary>The first erasure that nothing explains, once the whole journal was seen.</summary>
    public ChainFault? End() => unexplained.Count == 0
        ? null
        : new(unexplained.Min, "its payload was erased and no payload.erased event says so");
}

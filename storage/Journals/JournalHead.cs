namespace OmniSage.Storage.Journals;

/// <summary>
/// Where a journal ends: the position and hash of its last event; position 0 and a hash of zeros when empty.
/// </summary>
public sealed record JournalHead(JournalId Journal, long Seq, ReadOnlyMemory<byte> Hash)
{
    private static readonly byte[] Zeros = new byte[HashChain.HashBytes];

    public static JournalHead Empty(JournalId journal) => new(journal, 0, Zeros);
}

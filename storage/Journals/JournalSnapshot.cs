namespace OmniSage.Storage.Journals;

/// <summary>A journal's state as of one of its events, so that activation need not read the whole journal.</summary>
public sealed record JournalSnapshot(long Seq, int Schema, ReadOnlyMemory<byte> Bytes);

using System.Collections.Concurrent;
using OmniSage.Grains.Journals;
using OmniSage.Storage.Parts;

namespace OmniSage.Grains.Runs;

/// <summary>
/// Stores the parts of model requests, each once for its tenant. Parts stored lately are remembered, so that what many
/// requests share (instructions, what was said before) is not written again; only a saving, never the truth.
/// </summary>
internal sealed class StoredParts(PartStore store)
{
    /// <summary>Parts remembered; beyond it the memory starts anew.</summary>
    public const int RememberedMax = 10_000;

    private readonly ConcurrentDictionary<(TenantId Tenant, string Hash), bool> remembered = new();

    public void Store(Draft draft, TenantId tenant, StoredPart part)
    {
        if (remembered.ContainsKey((tenant, part.Hash))) return;
        draft.Change(PartRows.InsertIfMissing(tenant, Convert.FromHexString(part.Hash), part.Json));
        // Remembered only once it is durable: a commit that fails must not leave a request without its parts.
        draft.WhenDurable(() => Remember(tenant, part.Hash));
    }

    /// <summary>The request exactly as it was made.</summary>
    public async Task<ModelRequest> ReadAsync(TenantId tenant, ModelRequested requested)
    {
        var parts = ImmutableArray.CreateBuilder<StoredPart>(requested.Parts.Length);
        foreach (var hash in requested.Parts) parts.Add(await ReadAsync(tenant, hash));

        return new(requested.Level, parts.MoveToImmutable(), requested.OutputTokensMax);
    }

    /// <summary>One part exactly as it was made.</summary>
    public async Task<StoredPart> ReadAsync(TenantId tenant, string hash)
    {
        var json = await store.FindAsync(tenant, Convert.FromHexString(hash), CancellationToken.None)
            ?? throw new OmniSageException(ErrorCodes.JournalCorrupt, "A part of a model request is not stored.");
        return StoredPart.Read(hash, json);
    }

    private void Remember(TenantId tenant, string hash)
    {
        if (remembered.Count >= RememberedMax) remembered.Clear();
        remembered[(tenant, hash)] = true;
    }
}

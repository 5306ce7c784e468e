using System.Collections.Concurrent;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>Pictures of messages in memory.</summary>
internal sealed class FakeImages : IMessageImages
{
    public ConcurrentDictionary<(ThreadId Thread, string Sha256), (string, byte[])> Kept { get; } = new();

    public Task<(string MediaType, byte[] Content)?> FindAsync(
        ThreadId thread, string sha256, CancellationToken cancellation) =>
        Task.FromResult<(string, byte[])?>(Kept.TryGetValue((thread, sha256), out var found) ? found : null);
}

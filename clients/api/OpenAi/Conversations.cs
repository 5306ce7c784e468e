namespace OmniSage.Api.OpenAi;

/// <summary>
/// The conversations that clients may continue, by their <see cref="Fingerprint"/>, in this process and bounded: the
/// oldest leaves. Whoever takes one has it alone, so that a client which asks again from an earlier point gets a
/// thread of its own. What is not here any more is no loss: a new thread is told what was said.
/// </summary>
internal sealed class Conversations
{
    public const int Max = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, Conversation Known)>> byKey = [];
    private readonly LinkedList<(string Key, Conversation Known)> byAge = new();

    public int Count
    {
        get
        {
            lock (gate) return byKey.Count;
        }
    }

    public void Put(string key, Conversation known)
    {
        lock (gate)
        {
            if (byKey.Remove(key, out var earlier)) byAge.Remove(earlier);
            byKey[key] = byAge.AddLast((key, known));
            if (byKey.Count <= Max) return;
            byKey.Remove(byAge.First!.Value.Key);
            byAge.RemoveFirst();
        }
    }

    public Conversation? Take(string key)
    {
        lock (gate)
        {
            if (!byKey.Remove(key, out var node)) return null;
            byAge.Remove(node);
            return node.Value.Known;
        }
    }
}

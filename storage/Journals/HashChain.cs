using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OmniSage.Storage.Journals;

/// <summary>
/// The chain of a journal: <c>commitment = SHA-256(salt ‖ payload)</c> stands in the header, and
/// <c>hash = SHA-256("omnisage.event.1" ‖ previous hash ‖ header)</c>. Pure, so grains seal their events in parallel.
/// </summary>
public static class HashChain
{
    public const int HashBytes = 32;

    public const int SaltBytes = 16;

    /// <summary>A larger payload is a blob; the row keeps its reference.</summary>
    public const int InlinePayloadBytesMax = 32 * 1024;

    public const int TypeCharsMax = 64;

    private static ReadOnlySpan<byte> Domain => "omnisage.event.1"u8;

    /// <summary>Gives the event the place behind <paramref name="head"/>, and the head that then is.</summary>
    public static (SealedEvent Sealed, JournalHead Next) Seal(JournalHead head, NewEvent @event, SaltSource salts)
    {
        ArgumentException.ThrowIfNullOrEmpty(@event.Type);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(@event.Type.Length, TypeCharsMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(@event.Schema, 1);
        var payload = Exact(@event.Payload);
        var previous = Exact(head.Hash);
        var salt = new byte[SaltBytes];
        salts.Fill(salt);
        Span<byte> commitment = stackalloc byte[HashBytes];
        Join(salt, payload, commitment);

        var seq = head.Seq + 1;
        var atUs = Microseconds.Of(@event.At);
        var header = EventHeader.Write(head.Journal, seq, atUs, @event, commitment);
        var hash = Hash(previous, header);
        var stored = new StoredEvent
        {
            Id = @event.Id,
            Journal = head.Journal,
            Seq = seq,
            Type = @event.Type,
            Schema = @event.Schema,
            AtUs = atUs,
            Workspace = @event.Workspace,
            Thread = @event.Thread,
            Actor = @event.Actor,
            Labels = @event.Labels,
            Header = header,
            Payload = payload,
        };
        return (new(stored, header, payload, salt, previous, hash), new(head.Journal, seq, hash));
    }

    internal static byte[] Commitment(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> payload)
    {
        var commitment = new byte[HashBytes];
        Join(salt, payload, commitment);
        return commitment;
    }

    internal static byte[] Hash(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> header)
    {
        Span<byte> prefix = stackalloc byte[Domain.Length + HashBytes];
        Domain.CopyTo(prefix);
        previous.CopyTo(prefix[Domain.Length..]);
        var hash = new byte[HashBytes];
        Join(prefix[..(Domain.Length + previous.Length)], header, hash);
        return hash;
    }

    private static void Join(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> hash)
    {
        var length = first.Length + second.Length;
        var rented = length > 2048 ? ArrayPool<byte>.Shared.Rent(length) : null;
        var both = rented ?? stackalloc byte[2048];
        first.CopyTo(both);
        second.CopyTo(both[first.Length..]);
        SHA256.HashData(both[..length], hash);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>The array behind the memory, copied only where the memory is a part of it.</summary>
    private static byte[] Exact(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var part) && part.Offset == 0 && part.Count == part.Array!.Length
            ? part.Array
            : bytes.ToArray();
}

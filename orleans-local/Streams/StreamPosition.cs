using Orleans.Streams;

namespace OmniSage.OrleansLocal;

/// <summary>The position of an item: a number that grows by one with each item of its stream.</summary>
internal sealed class StreamPosition(long sequence) : StreamSequenceToken
{
    public override long SequenceNumber { get; protected set; } = sequence;

    public override int EventIndex { get; protected set; }

    public override bool Equals(StreamSequenceToken? other) => other is not null && CompareTo(other) == 0;

    public override int CompareTo(StreamSequenceToken? other) => other is null
        ? 1
        : (SequenceNumber, EventIndex).CompareTo((other.SequenceNumber, other.EventIndex));
}

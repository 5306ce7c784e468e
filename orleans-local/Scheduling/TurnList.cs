namespace OmniSage.OrleansLocal;

/// <summary>A list threaded through the turns themselves, so that an idle mailbox owns no memory for it.</summary>
internal struct TurnList
{
    private Turn? _last;

    public Turn? First { get; private set; }

    public int Count { get; private set; }

    public void Add(Turn turn)
    {
        turn.Previous = _last;
        turn.Next = null;
        if (_last is null)
            First = turn;
        else
            _last.Next = turn;
        _last = turn;
        Count++;
    }

    public void Remove(Turn turn)
    {
        if (turn.Previous is null)
            First = turn.Next;
        else
            turn.Previous.Next = turn.Next;
        if (turn.Next is null)
            _last = turn.Previous;
        else
            turn.Next.Previous = turn.Previous;
        turn.Next = turn.Previous = null;
        Count--;
    }

    public Turn? TakeFirst()
    {
        var turn = First;
        if (turn is not null)
            Remove(turn);
        return turn;
    }
}

namespace OmniSage.OrleansLocal;

/// <summary>Keeps the caller's execution context out of work that is not the caller's.</summary>
internal static class WithoutContext
{
    public static Suppression Flow() =>
        new(ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow());

    internal readonly ref struct Suppression(AsyncFlowControl? control)
    {
        public void Dispose() => control?.Undo();
    }
}

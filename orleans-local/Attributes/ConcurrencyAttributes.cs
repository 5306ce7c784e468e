namespace Orleans.Concurrency;

/// <summary>Calls of such methods may run beside each other, not beside a call that is not read-only.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>The call returns as soon as it is sent; neither result nor exception comes back.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>Calls of such a method run between the turns of whatever else the grain is doing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

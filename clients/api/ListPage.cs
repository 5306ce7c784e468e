namespace OmniSage.Api;

/// <summary>A part of a list.</summary>
/// <param name="Items">What this part holds.</param>
/// <param name="Next">The <c>cursor</c> of the next part; null at the end.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, string? Next);

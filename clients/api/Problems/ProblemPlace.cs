namespace OmniSage.Api.Problems;

/// <summary>One of several things that are wrong in a text, and where, both from 1.</summary>
internal sealed record ProblemPlace(long Line, long Column, string Detail);

namespace OmniSage.Cli;

/// <summary>Something wrong in a text, and where; line and column count from 1.</summary>
internal sealed record TextFault(long Line, long Column, string Message);

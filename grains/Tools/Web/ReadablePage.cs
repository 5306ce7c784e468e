namespace OmniSage.Grains.Tools.Web;

/// <summary>A page as a model reads it.</summary>
/// <param name="Title">One line; empty when it has none.</param>
/// <param name="Text">Markdown, or the text as it was.</param>
/// <param name="Truncated">Something was left out because of a bound.</param>
internal sealed record ReadablePage(string Title, string Text, bool Truncated);

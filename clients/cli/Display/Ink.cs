namespace OmniSage.Cli.Display;

/// <summary>How a piece of text is meant; the terminal decides how that looks.</summary>
internal enum Ink { Normal, Strong, Faint, Good, Bad, Accent }

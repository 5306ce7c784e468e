namespace OmniSage.Models.Offline.Arithmetic;

internal enum TokenKind { Number, Plus, Minus, Times, Over, Modulo, PercentOf, Power, Open, Close }

/// <summary>A piece of an expression; the value is that of a number, and zero for any other kind.</summary>
internal readonly record struct Token(TokenKind Kind, Rational Value);

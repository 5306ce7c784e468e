namespace OmniSage.Models.Offline.Arithmetic;

/// <summary>Why an expression has no value; the message is a sentence for the person who typed it.</summary>
internal sealed class ArithmeticRefusal(string message) : Exception(message);

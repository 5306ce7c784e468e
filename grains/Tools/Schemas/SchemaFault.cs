namespace OmniSage.Grains.Tools.Schemas;

/// <summary>One place where arguments do not fit their schema.</summary>
/// <param name="Pointer">Where, as a JSON Pointer (RFC 6901); empty for the whole.</param>
/// <param name="Message">What must be there, as a sentence that a model can act on.</param>
internal sealed record SchemaFault(string Pointer, string Message);

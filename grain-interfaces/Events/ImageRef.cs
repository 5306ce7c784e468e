namespace OmniSage.GrainInterfaces.Events;

/// <summary>A picture of a message, which is kept beside the log.</summary>
/// <param name="Sha256">Of its bytes, as 64 hex digits.</param>
/// <param name="MediaType">PNG, JPEG, GIF or WebP.</param>
/// <param name="Bytes">How many it has.</param>
public sealed record ImageRef(string Sha256, string MediaType, int Bytes);

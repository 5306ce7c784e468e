namespace OmniSage.GrainInterfaces.Accounts;

/// <summary>The wish to sign in by a link.</summary>
/// <param name="Link">SHA-256 of the link's code, as 64 hex digits.</param>
/// <param name="Hash">SHA-256 of the text by which the session will be known, as 64 hex digits.</param>
/// <param name="TimeMax">How long the session lasts.</param>
[GenerateSerializer, Immutable, Alias("omnisage.open-session")]
public sealed record OpenSession(
    [property: Id(0)] string Link,
    [property: Id(1)] string Hash,
    [property: Id(2)] TimeSpan TimeMax);

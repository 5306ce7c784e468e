using OmniSage.GrainInterfaces.Accounts;
using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Accounts;

/// <summary>A session, and the link that opened it, so that the same wish again is known.</summary>
internal sealed record SignedIn(Session Session, string Link)
{
    public static SignedIn Of(SessionOpened opened, EventFacts facts) => new(
        new(opened.Session, new(opened.Tenant), opened.Role, facts.AtUs, opened.ExpiresUs), opened.Link);
}

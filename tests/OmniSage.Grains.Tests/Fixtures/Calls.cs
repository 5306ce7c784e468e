using OmniSage.Grains.Tools.Sandboxed;
using OmniSage.Sandbox;

namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>Calls of tools in a sandbox, outside of any run.</summary>
internal static class Calls
{
    public static SandboxCall In(ISandboxSession session, string arguments, int resultBytesMax) =>
        new(session, arguments, _ => { }, resultBytesMax)
        {
            Run = new(new(Ids.Of(1)), Ids.Of(2)),
            Place = new(Ids.Of(3), Ids.Of(4), Agent.By, Ids.Of(3)),
        };
}

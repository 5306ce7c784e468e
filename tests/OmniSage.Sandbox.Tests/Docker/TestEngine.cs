namespace OmniSage.Sandbox.Tests.Docker;

/// <summary>The engine that tests use: the one that <c>OMNISAGE_TEST_DOCKER</c> names, else the machine's.</summary>
internal static class TestEngine
{
    internal static string Socket { get; } =
        Environment.GetEnvironmentVariable("OMNISAGE_TEST_DOCKER") is { Length: > 0 } named
            ? named
            : "/run/docker.sock";
}

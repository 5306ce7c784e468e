namespace OmniSage.Storage.Tests.Fixtures;

/// <summary>How much a test tries: more with <c>OMNISAGE_TEST_FULL=1</c>.</summary>
public static class TestSize
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("OMNISAGE_TEST_FULL") == "1";

    public static int Of(int usual) => IsFull ? usual * 10 : usual;
}

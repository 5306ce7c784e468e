namespace OmniSage.Tidy.Tests.Code;

public sealed class BannedCallsTests
{
    [Fact]
    public void Code_MakesNoBannedCalls() => Findings.AssertNone(BannedCalls.Calls(Repository.CSharp));

    [Theory]
    [InlineData("clients/api/A.cs", "DateTime.UtcNow")]
    [InlineData("tests/X.Tests/A.cs", "System.DateTime.Now")]
    [InlineData("models/A.cs", "DateTimeOffset.UtcNow")]
    [InlineData("tests/X.Tests/A.cs", "Thread.Sleep(1)")]
    [InlineData("silo/A.cs", "Task.Delay(1)")]
    [InlineData("silo/A.cs", "Task.Delay(1, token)")]
    [InlineData("silo/A.cs", "Task.Delay(1, timeoutToken)")]
    [InlineData("silo/A.cs", "new PeriodicTimer(period)")]
    [InlineData("grains/A.cs", "new Timer(tick)")]
    [InlineData("storage/A.cs", "Stopwatch.GetTimestamp()")]
    [InlineData("orleans-local/A.cs", "Environment.TickCount64")]
    [InlineData("grains/A.cs", "TimeProvider.System")]
    [InlineData("silo/A.cs", "ReadAsync().Result")]
    [InlineData("silo/A.cs", "readTask.Result")]
    [InlineData("silo/A.cs", "ReadAsync().Wait()")]
    [InlineData("silo/A.cs", "ReadAsync().GetAwaiter().GetResult()")]
    [InlineData("grains/A.cs", "Task.Run(Work)")]
    [InlineData("grains/A.cs", "stopping.CancelAsync()")]
    [InlineData("grains/A.cs", "ThreadPool.QueueUserWorkItem(Work)")]
    [InlineData("grains/A.cs", "Parallel.For(0, 1, Work)")]
    [InlineData("grains/A.cs", "new SemaphoreSlim(1)")]
    [InlineData("storage/A.cs", "(ReadAsync().ConfigureAwait(false))")]
    [InlineData("grains/A.cs", "Guid.NewGuid()")]
    [InlineData("grain-interfaces/A.cs", "Guid.CreateVersion7()")]
    [InlineData("orleans-local/A.cs", "Random.Shared")]
    [InlineData("grains/A.cs", "new Random()")]
    [InlineData("grains/A.cs", "Console.WriteLine()")]
    public void Calls_Planted_AreFound(string path, string expression) =>
        Assert.NotEmpty(BannedCalls.Calls([Plant(path, expression)]));

    [Theory]
    [InlineData("silo/A.cs", "time.GetUtcNow()")]
    [InlineData("silo/A.cs", "Task.Delay(1, time, token)")]
    [InlineData("silo/A.cs", "Task.Delay(1, options.TimeProvider)")]
    [InlineData("tests/OmniSage.Crash.Tests/A.cs", "Task.Delay(1, token)")]
    [InlineData("grains/A.cs", "\"DateTime.UtcNow\"")]
    [InlineData("grains/A.cs", "outcome.Result")]
    [InlineData("grains/A.cs", "task.Result")]
    [InlineData("grains/A.cs", "new Random(seed)")]
    [InlineData("grains/A.cs", "executor.CancelAsync(by, reason)")]
    [InlineData("silo/A.cs", "Task.Run(Work)")]
    [InlineData("silo/A.cs", "Console.WriteLine()")]
    [InlineData("clients/cli/A.cs", "Console.WriteLine()")]
    [InlineData("grain-interfaces/Keys/GuidSource.cs", "Guid.CreateVersion7(now)")]
    public void Calls_Allowed_AreNotFound(string path, string expression) =>
        Assert.Empty(BannedCalls.Calls([Plant(path, expression)]));

    private static SourceFile Plant(string path, string expression) =>
        new(path, "class C { object F() => " + expression + "; }");
}

using System.Text;
using Xunit;

namespace OmniSage.Sandbox.Tests.Drivers;

/// <summary>Files of the workspace from outside, and snapshots.</summary>
public abstract class FileTests(DriverFixture fixture) : SandboxDriverTests(fixture)
{
    [Fact]
    public async Task File_WrittenFromOutside_BelongsToTheSandboxAndComesBack()
    {
        await using var session = await CreateAsync();
        var bytes = Enumerable.Range(0, 256).Select(n => (byte)n).ToArray();
        await session.WriteAsync("a/b/c.bin", bytes, Ct);
        Assert.Equal("256\n", await PrintAsync(session, "echo >> a/b/x && stat -c %s a/b/c.bin"));
        await PrintAsync(session, "printf more >> a/b/c.bin");
        var read = await session.ReadAsync("/workspace/a/b/c.bin", 1000, Ct);
        Assert.Equal([.. bytes, .. "more"u8], read.Bytes.ToArray());
        Assert.False(read.Truncated);
        var start = await session.ReadAsync("a/b/c.bin", 10, Ct);
        Assert.Equal((10, 260L, true), (start.Bytes.Length, start.Total, start.Truncated));
        await session.WriteAsync("a/b/c.bin", "short"u8.ToArray(), Ct);
        Assert.Equal("short", await PrintAsync(session, "cat a/b/c.bin"));
    }

    [Fact]
    public async Task Listing_IsSortedBoundedAndNamesKinds()
    {
        await using var session = await CreateAsync();
        await PrintAsync(
            session, "mkdir d; printf 12345 > Ünï; ln -s /etc/passwd link; mkfifo pipe; printf x > ' b'");
        var listing = await session.ListAsync(".", 100, Ct);
        Assert.Equal(
            [(" b", FileKind.File, 1), ("d", FileKind.Folder, 0), ("link", FileKind.Link, 0),
                ("pipe", FileKind.Other, 0), ("Ünï", FileKind.File, 5L)],
            listing.Entries.Select(entry => (entry.Name, entry.Kind, entry.Bytes)));
        Assert.InRange(listing.Entries[0].ModifiedAt, DateTimeOffset.UnixEpoch.AddYears(30), DateTimeOffset.MaxValue);
        var part = await session.ListAsync("/workspace", 2, Ct);
        Assert.Equal((2, true), (part.Entries.Length, part.Truncated));
    }

    [Theory]
    [InlineData("../etc/passwd")]
    [InlineData("a/../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("/workspacex/f")]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("out")]
    [InlineData("up")]
    [InlineData("dir/passwd")]
    [InlineData("loop")]
    [InlineData("self/environ")]
    [InlineData("pipe")]
    public async Task Path_ThatLeavesTheWorkspaceOrIsNoFile_IsRefused(string path)
    {
        await using var session = await CreateAsync();
        await PrintAsync(session, """
            ln -s /etc/passwd out; ln -s ../etc/passwd up; ln -s /etc dir; ln -s loop loop; ln -s /proc/self self
            mkfifo pipe
            """);
        await ThrowsAsync(SandboxException.PathRefused, () => session.ReadAsync(path, 100, Ct));
        await ThrowsAsync(SandboxException.PathRefused, () => session.WriteAsync(path, "x"u8.ToArray(), Ct));
    }

    [Fact]
    public async Task Path_ThroughALinkInside_IsFollowedAndMissingOnesAreNotFound()
    {
        await using var session = await CreateAsync();
        await PrintAsync(session, "mkdir d; printf in > d/f; ln -s d/f link");
        Assert.Equal("in", Encoding.UTF8.GetString((await session.ReadAsync("link", 10, Ct)).Bytes.Span));
        await ThrowsAsync(SandboxException.NotFound, () => session.ReadAsync("none", 10, Ct));
        await ThrowsAsync(SandboxException.NotFound, () => session.ListAsync("none", 10, Ct));
        await ThrowsAsync(SandboxException.PathRefused, () => session.ListAsync("d/f", 10, Ct));
    }

    [Fact]
    public async Task Write_BeyondTheDisk_SaysSo()
    {
        await using var session = await CreateAsync();
        await ThrowsAsync(SandboxException.DiskFull, () => session.WriteAsync("big", new byte[17 << 20], Ct));
    }

    [Fact]
    public async Task Files_WhileACommandRuns_CanBeReadAndWritten()
    {
        await using var session = await CreateAsync();
        var started = new TaskCompletionSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var run = session.RunAsync(
            new SandboxCommand("printf now > f; echo on; while [ ! -e go ]; do sleep 0.01; done; echo went"),
            _ => started.TrySetResult(), Ct);
        await started.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct);
        Assert.Equal("now", Encoding.UTF8.GetString((await session.ReadAsync("f", 10, Ct)).Bytes.Span));
        await session.WriteAsync("go", ReadOnlyMemory<byte>.Empty, Ct);
        Assert.Equal("on\nwent\n", Text((await run).Stdout));
    }

    [Fact]
    public async Task Snapshot_RestoredElsewhere_IsTheSameToTheByte()
    {
        const string describe =
            "find . -type f -exec sha256sum {} + | LC_ALL=C sort; find . -printf '%p %y %m %l\\n' | LC_ALL=C sort";
        await using var first = await CreateAsync();
        await PrintAsync(first, """
            mkdir -p 'a b/ü'; head -c 1000000 /dev/urandom > 'a b/ü/r'; : > empty; ln -s 'a b' link; ln empty hard
            printf x > "$(printf 'n\377o')"; printf y > "$(printf 'new\nline')"; chmod 750 'a b'; chmod 400 empty
            """);
        using var archive = new MemoryStream();
        var bytes = await first.SnapshotAsync(archive, 10 << 20, Ct);
        Assert.Equal(archive.Length, bytes);

        await using var second = await CreateAsync();
        archive.Position = 0;
        await second.RestoreAsync(archive, Ct);
        Assert.Equal(await PrintAsync(first, describe), await PrintAsync(second, describe));
    }

    [Fact]
    public async Task Snapshot_BeyondItsBytesOrRestoreOfRubbish_Fails()
    {
        await using var session = await CreateAsync();
        await PrintAsync(session, "head -c 1000000 /dev/zero > f");
        await ThrowsAsync(SandboxException.TooLarge, () => session.SnapshotAsync(new MemoryStream(), 100_000, Ct));
        using var rubbish = new MemoryStream([.. Enumerable.Repeat((byte)'x', 2_000_000)]);
        await ThrowsAsync(SandboxException.TransferFailed, () => session.RestoreAsync(rubbish, Ct));
        Assert.Equal("next\n", await PrintAsync(session, "echo next"));
    }
}

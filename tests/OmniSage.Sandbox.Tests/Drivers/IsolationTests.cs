using System.Net;
using System.Net.Sockets;
using Xunit;

namespace OmniSage.Sandbox.Tests.Drivers;

/// <summary>Ways out of the sandbox, each tried from inside.</summary>
public abstract class IsolationTests(DriverFixture fixture) : SandboxDriverTests(fixture)
{
    // The engine's filter ends a program that calls in another processor's way (SIGSYS).
    private const int KilledByFilter = 128 + 31;

    [Theory]
    [InlineData("/root")]
    [InlineData("/home")]
    [InlineData("/var/run/docker.sock")]
    [InlineData("/run/docker.sock")]
    [InlineData("/sys/fs/cgroup")]
    [InlineData("/sys/kernel")]
    [InlineData("/etc/shadow")]
    [InlineData("/etc/ssh")]
    [InlineData("/var")]
    [InlineData("/boot")]
    [InlineData("/dev/kmsg")]
    [InlineData("/dev/mem")]
    [InlineData("/dev/kvm")]
    [InlineData("/dev/fuse")]
    public async Task HostPath_IsNotThere(string path)
    {
        var session = await ShareAsync();
        // gVisor's kernel shows folders and devices of its own there, with nothing of the machine behind them.
        var isOwn = IsGVisor && (path.StartsWith("/sys", StringComparison.Ordinal) || path == "/dev/fuse");
        await RefuseAsync(session, isOwn ? $"head -c 1 {path}" : $"ls -d {path}");
    }

    [Theory]
    [InlineData("touch /usr/x")]
    [InlineData("touch /etc/x")]
    [InlineData("touch /x")]
    [InlineData("touch /dev/x")]
    [InlineData("touch /run/x")]
    [InlineData("echo x > /etc/passwd")]
    [InlineData("chmod 777 /run/runner")]
    [InlineData("cat /run/runner")]
    [InlineData("echo 1 > /proc/sys/kernel/sysrq")]
    [InlineData("echo c > /proc/sysrq-trigger")]
    [InlineData("echo x > /proc/sys/kernel/core_pattern")]
    [InlineData("head -c 1 /proc/kcore")]
    [InlineData("dmesg")]
    public async Task SystemAndKernel_CannotBeChangedOrRead(string line)
    {
        var session = await ShareAsync();
        await RefuseAsync(session, line);
    }

    [Theory]
    [InlineData("mount -t tmpfs none /tmp")]
    [InlineData("mount --bind /usr /tmp")]
    [InlineData("umount /workspace")]
    [InlineData("unshare -U true")]
    [InlineData("unshare -r -m true")]
    [InlineData("nsenter -t 1 -m true")]
    [InlineData("chroot / true")]
    [InlineData("mknod /workspace/disk b 8 0 && head -c 1 /workspace/disk")]
    [InlineData("mknod /workspace/mem c 1 1 && head -c 1 /workspace/mem")]
    [InlineData("chown 0 /workspace")]
    [InlineData("cp /bin/sh s && chmod u+s s && chown 0:0 s")]
    [InlineData("su -c true")]
    [InlineData("passwd -d root")]
    [InlineData("hostname other")]
    [InlineData("date -s 2000-01-01")]
    [InlineData("swapon /workspace/x")]
    [InlineData("nice -n -5 true 2>&1 | grep -v cannot")]
    public async Task Privilege_IsRefused(string line)
    {
        var session = await ShareAsync();
        await RefuseAsync(session, line);
    }

    /// <summary>What names the machine is not there, or is ours and says nothing of it.</summary>
    [Theory]
    [InlineData("/etc/hostname")]
    [InlineData("/etc/resolv.conf")]
    [InlineData("/etc/machine-id")]
    [InlineData("/proc/cmdline")]
    public async Task NameOfTheHost_CannotBeRead(string path)
    {
        var session = await ShareAsync();
        var told = await PrintAsync(session, $"cat {path} 2>&1; true");
        var known = File.Exists(path) ? (await File.ReadAllTextAsync(path, Ct)).Trim() : "";
        Assert.True(known.Length == 0 || Capabilities.Driver == "bubblewrap" && path == "/proc/cmdline"
            || !told.Contains(known, StringComparison.Ordinal), $"{path}: {told}");
    }

    [Fact]
    public async Task Process_HasNoCapabilityCannotGainOneAndIsFiltered()
    {
        var session = await ShareAsync();
        var status = await PrintAsync(session, "cat /proc/self/status");
        string[] ambient = IsGVisor ? [] : ["CapAmb"];
        foreach (var set in (string[])["CapInh", "CapPrm", "CapEff", "CapBnd", .. ambient])
        {
            Assert.Contains($"{set}:\t0000000000000000\n", status, StringComparison.Ordinal);
        }

        Assert.True(IsGVisor || status.Contains("NoNewPrivs:\t1\n", StringComparison.Ordinal));
        Assert.Contains("Seccomp:\t2\n", status, StringComparison.Ordinal);
        Assert.True(IsGVisor || status.Contains("SigIgn:\t0000000000000000\n", StringComparison.Ordinal));
        Assert.NotEqual("0\n", await PrintAsync(session, "id -u"));
    }

    [Theory]
    [InlineData("ls /proc/1/fd")]
    [InlineData("cat /proc/1/environ")]
    [InlineData("cat /proc/1/mem")]
    [InlineData("cat /proc/1/maps")]
    [InlineData("ls /proc/1/root/")]
    [InlineData("ls /proc/$PPID/fd")]
    [InlineData("cat /proc/$PPID/mem")]
    public async Task Runner_CannotBeLookedInto(string line)
    {
        if (IsGVisor)
        {
            // It runs no program that cannot be read, so a command may look at its own runner, and at nothing else.
            Environment.SetEnvironmentVariable("HOST_SECRET", "leak");
            var looked = await RunAsync(await ShareAsync(), line);
            Assert.DoesNotContain("HOST_SECRET", Text(looked.Stdout), StringComparison.Ordinal);
            return;
        }

        var session = await ShareAsync();
        await RefuseAsync(session, line);
    }

    [Fact]
    public async Task Processes_OfTheHost_CannotBeSeen()
    {
        var session = await ShareAsync();
        Assert.InRange(int.Parse(await PrintAsync(session, "ls -d /proc/[0-9]* | wc -l"), null), 1, 6);
        await RefuseAsync(session, $"kill -0 {Environment.ProcessId} || ls /proc/{Environment.ProcessId}");
    }

    [Fact]
    public async Task OtherSession_CannotBeSeen()
    {
        await using var first = await CreateAsync();
        await using var second = await CreateAsync();
        await PrintAsync(first, "echo secret > /workspace/s; echo secret > /tmp/s; echo secret > /dev/shm/s");
        Assert.Equal("", await PrintAsync(second, "ls -A /workspace /tmp /dev/shm | grep s$ | grep -v /; true"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var run = first.RunAsync(new SandboxCommand("sleep 777"), _ => { }, stop.Token);
        await RefuseAsync(second, "pgrep -x sleep");
        await stop.CancelAsync();
        await run;
    }

    [Fact]
    public async Task Network_ReachesNeitherTheHostNorAnythingElse()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var session = await ShareAsync();
        var devices = await PrintAsync(session, "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '");
        Assert.Equal("lo\n", devices);
        Assert.Equal("", await PrintAsync(session, "tail -n +2 /proc/net/route"));
        foreach (var host in new[] { "127.0.0.1", "169.254.169.254", "1.1.1.1" })
        {
            await RefuseAsync(session, $"perl -MIO::Socket::INET -e 'exit(IO::Socket::INET->new(PeerAddr => "
                + $"\"{host}:{port}\", Timeout => 1) ? 0 : 1)'");
        }

        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("ptrace", "$r = syscall(101, 16, 1, 0, 0)")]
    [InlineData("keyctl", "$r = syscall(250, 0, -3, 1)")]
    [InlineData("add_key", "$u = \"user\"; $r = syscall(248, $u, $u, $u, 4, -3)")]
    [InlineData("bpf", "$r = syscall(321, 0, 0, 0)")]
    [InlineData("perf_event_open", "$r = syscall(298, 0, 0, -1, -1, 0)")]
    [InlineData("userfaultfd", "$r = syscall(323, 1)")]
    [InlineData("io_uring_setup", "$r = syscall(425, 1, 0)")]
    [InlineData("clone with a new user namespace", "$r = syscall(56, 0x10000011, 0, 0, 0, 0)")]
    [InlineData("kexec_load", "$r = syscall(246, 0, 0, 0, 0)")]
    [InlineData("open_by_handle_at", "$r = syscall(304, 0, 0, 0)")]
    [InlineData("process_vm_readv", "$r = syscall(310, 1, 0, 0, 0, 0, 0)")]
    [InlineData("raw socket", "$r = syscall(41, 2, 3, 1)")]
    [InlineData("packet socket", "$r = syscall(41, 17, 3, 0)")]
    [InlineData("vsock socket", "$r = syscall(41, 40, 1, 0)")]
    [InlineData("netfilter socket", "$r = syscall(41, 16, 3, 12)")]
    [InlineData("typing into a terminal", "$r = syscall(16, 0, 0x5412, 0)")]
    [InlineData("typing with high bits", "$r = syscall(16, 0, 0x100005412, 0)")]
    [InlineData("a call of the x32 kind", "$r = syscall(0x40000000 + 39)")]
    public async Task SystemCall_ThatCommandsHaveNoUseFor_IsRefused(string what, string call)
    {
        Assert.SkipUnless(
            System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture
                == System.Runtime.InteropServices.Architecture.X64, "the numbers here are those of x86-64");
        var session = await ShareAsync();
        var result = await RunAsync(session, $"perl -e '{call}; print $r, \" \", $! + 0, \"\\n\"'");
        Assert.True(Text(result.Stdout) is "-1 1\n" or "-1 38\n" or "-1 97\n" || result.ExitCode == KilledByFilter,
            $"{result.End} {result.ExitCode} {Text(result.Stdout)}");
        Assert.NotEmpty(what);
    }

    [Fact]
    public async Task Environment_HoldsNothingOfTheHost()
    {
        Environment.SetEnvironmentVariable("HOST_SECRET", "leak");
        var session = await ShareAsync();
        var names = (await PrintAsync(session, "env | cut -d= -f1 | sort | tr '\\n' ' '")).Trim();
        Assert.Equal("HOME LANG LOGNAME PATH PWD SHELL TERM TMPDIR USER", names);
        Assert.Equal("sandbox\n", await PrintAsync(session, "uname -n"));
    }

    [Fact]
    public async Task Descriptors_HoldNothingOfTheHost()
    {
        var session = await ShareAsync();
        Assert.Equal("0\n1\n2\n3\n", await PrintAsync(session, "ls /proc/self/fd"));
        Assert.Equal("ok\n", await PrintAsync(session, "echo ok > /dev/stdout; echo err > /dev/stderr"));
    }

    [Fact]
    public async Task Spec_WithEgress_IsRefused()
    {
        var session = await ShareAsync();
        await ThrowsAsync(SandboxException.EgressRefused, () => Sandbox.CreateAsync(
            new SandboxSpec { Label = "test", EgressHosts = ["example.org"] }, Ct));
    }
}

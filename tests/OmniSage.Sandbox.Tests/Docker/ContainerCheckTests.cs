using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using OmniSage.Sandbox.Docker;
using OmniSage.Sandbox.Seccomp;
using Xunit;

namespace OmniSage.Sandbox.Tests.Docker;

/// <summary>What an engine may make of a container without being asked is noticed.</summary>
public sealed class ContainerCheckTests
{
    [Fact]
    public void Container_AsAsked_Passes() => Assert.Null(ContainerCheck.FindDifference(Asked(), Made()));

    [Theory]
    [InlineData("HostConfig.Binds", """["/:/host"]""")]
    [InlineData("HostConfig.Mounts", """[{"Type":"volume"}]""")]
    [InlineData("HostConfig.CapAdd", """["SYS_ADMIN"]""")]
    [InlineData("HostConfig.CapDrop", "[]")]
    [InlineData("HostConfig.Privileged", "true")]
    [InlineData("HostConfig.ReadonlyRootfs", "false")]
    [InlineData("HostConfig.NetworkMode", "\"bridge\"")]
    [InlineData("HostConfig.PidMode", "\"host\"")]
    [InlineData("HostConfig.IpcMode", "\"host\"")]
    [InlineData("HostConfig.UTSMode", "\"host\"")]
    [InlineData("HostConfig.UsernsMode", "\"host\"")]
    [InlineData("HostConfig.CgroupnsMode", "\"host\"")]
    [InlineData("HostConfig.CgroupParent", "\"/\"")]
    [InlineData("HostConfig.Devices", """[{"PathOnHost":"/dev/kvm"}]""")]
    [InlineData("HostConfig.DeviceRequests", """[{"Driver":"x"}]""")]
    [InlineData("HostConfig.SecurityOpt", """["no-new-privileges","seccomp=unconfined"]""")]
    [InlineData("HostConfig.SecurityOpt", "null")]
    [InlineData("HostConfig.MaskedPaths", "[]")]
    [InlineData("HostConfig.ReadonlyPaths", "null")]
    [InlineData("HostConfig.Runtime", "\"other\"")]
    [InlineData("HostConfig.PidsLimit", "null")]
    [InlineData("HostConfig.PidsLimit", "0")]
    [InlineData("HostConfig.Memory", "0")]
    [InlineData("HostConfig.MemorySwap", "-1")]
    [InlineData("HostConfig.CpuQuota", "0")]
    [InlineData("HostConfig.Ulimits", "null")]
    [InlineData("HostConfig.OomKillDisable", "true")]
    [InlineData("HostConfig.Tmpfs", """{"/workspace":""}""")]
    [InlineData("HostConfig.LogConfig", """{"Type":"json-file","Config":{}}""")]
    [InlineData("HostConfig.RestartPolicy", """{"Name":"always","MaximumRetryCount":0}""")]
    [InlineData("HostConfig.AutoRemove", "false")]
    [InlineData("HostConfig.PublishAllPorts", "true")]
    [InlineData("HostConfig.ExtraHosts", """["a:1.2.3.4"]""")]
    [InlineData("HostConfig.GroupAdd", """["docker"]""")]
    [InlineData("HostConfig.Sysctls", """{"kernel.x":"1"}""")]
    [InlineData("Config.User", "\"\"")]
    [InlineData("Config.Entrypoint", """["/bin/bash"]""")]
    [InlineData("Config.Cmd", """["-c"]""")]
    [InlineData("Config.Env", """["PATH=/workspace"]""")]
    [InlineData("Config.Volumes", """{"/data":{}}""")]
    [InlineData("Config.StdinOnce", "false")]
    [InlineData("Config.Labels", "{}")]
    [InlineData("Mounts", """[{"Type":"bind"}]""")]
    public void Container_ThatDiffers_IsTold(string setting, string value)
    {
        var made = Made();
        var names = setting.Split('.');
        var section = names.Length == 1 ? made : made[names[0]]!.AsObject();
        section[names[^1]] = JsonNode.Parse(value);
        Assert.Contains(names[^1], ContainerCheck.FindDifference(Asked(), made) ?? "nothing",
            StringComparison.OrdinalIgnoreCase);
    }

    private static JsonObject Asked() => new ContainerSpec(
        "omnisage/small:latest", ContainerRuntime.Of(SandboxKernel.Host, new DockerOptions()), new SandboxLimits(),
        ContainerOrphans.Labels("test", "1"), EngineProfile.For(Architecture.X64, SandboxKernel.Host)!).ToJson();

    /// <summary>What an engine answers for exactly that.</summary>
    private static JsonObject Made()
    {
        var config = Asked();
        var host = config["HostConfig"]!.DeepClone();
        config.Remove("HostConfig");
        config["Cmd"] = null;
        config["Volumes"] = null;
        host["Binds"] = null;
        host["PidMode"] = "";
        host["PortBindings"] = new JsonObject();
        return new JsonObject { ["Config"] = config, ["HostConfig"] = host, ["Mounts"] = new JsonArray() };
    }
}

using System.ComponentModel.DataAnnotations;
using OmniSage.Storage.Artifacts;
using OmniSage.Storage.Blobs;

namespace OmniSage.Storage.Tests.Sweeps;

public sealed class KeepForOptionsTests
{
    [Theory]
    [InlineData("00:59:59", false)]
    [InlineData("01:00:00", true)]
    [InlineData("3650.00:00:00", true)]
    [InlineData("3650.00:00:01", false)]
    [InlineData("-7.00:00:00", false)]
    public void Times_AreBounded(string time, bool isValid)
    {
        var keepFor = TimeSpan.Parse(time, null);
        Assert.Equal(isValid, IsValid(new BlobOptions { KeepFor = keepFor }));
        Assert.Equal(isValid, IsValid(new ArtifactOptions { KeepFor = keepFor }));
    }

    private static bool IsValid(object options) => Validator.TryValidateObject(options, new(options), null, true);
}

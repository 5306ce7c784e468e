using System.Security.Cryptography;
using System.Text;
using OmniSage.GrainInterfaces.Accounts;

namespace OmniSage.Silo.FirstStart;

/// <summary>The key that the first start left in the data folder, and whom it stands for.</summary>
internal sealed class FirstKey(IDirectory directory, SiloArguments arguments)
{
    /// <summary>Null when the file is gone, or its key was revoked.</summary>
    public async ValueTask<Caller?> FindCallerAsync(CancellationToken cancellation)
    {
        var path = Path.Combine(arguments.DataFolder, FirstStartPlan.KeyFile);
        if (!File.Exists(path)) return null;
        var text = (await File.ReadAllTextAsync(path, cancellation)).Trim();
        return await directory.FindCallerAsync(SHA256.HashData(Encoding.UTF8.GetBytes(text)), cancellation);
    }
}

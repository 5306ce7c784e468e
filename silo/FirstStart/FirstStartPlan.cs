using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OmniSage.GrainInterfaces;
using OmniSage.GrainInterfaces.Keys;

namespace OmniSage.Silo.FirstStart;

/// <summary>
/// What the first start makes, decided once and kept in the data folder until it is done: a start that dies half way
/// is finished by the next with the same ids, so that nobody is locked out and nothing is made twice.
/// </summary>
internal sealed record FirstStartPlan(Guid Account, Guid Tenant, Guid Key, string KeyText)
{
    public const string KeyFile = "api-key";

    private const string PlanFile = "first-start.json";
    private const string KeyPrefix = "omk_live_";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string KeyHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(KeyText)));

    public static FirstStartPlan? Find(string folder)
    {
        var path = Path.Combine(folder, PlanFile);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<FirstStartPlan>(File.ReadAllText(path));
        }
        catch (JsonException fault)
        {
            throw new OmniSageException(
                ErrorCodes.InvalidArgument,
                $"The first start left {path}, which is damaged. Restore it, or begin with an empty data folder.",
                inner: fault);
        }
    }

    public static FirstStartPlan Make(string folder, GuidSource ids)
    {
        var text = KeyPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var plan = new FirstStartPlan(ids.Next(), ids.Next(), ids.Next(), text);
        Write(Path.Combine(folder, PlanFile), JsonSerializer.Serialize(plan));
        return plan;
    }

    /// <summary>Without the key.</summary>
    public override string ToString() => nameof(FirstStartPlan);

    /// <summary>Everything is made: the key goes where the command line finds it, and the plan goes away.</summary>
    public void Finish(string folder)
    {
        Write(Path.Combine(folder, KeyFile), KeyText + "\n");
        File.Delete(Path.Combine(folder, PlanFile));
    }

    /// <summary>Whole or not at all, and readable by nobody else at any moment.</summary>
    private static void Write(string path, string text)
    {
        var draft = path + ".new";
        File.Delete(draft);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(draft, create))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}

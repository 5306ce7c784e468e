using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace OmniSage.OrleansLocal;

/// <summary>Makes references to grains and observers of one silo.</summary>
internal sealed class GrainFactory(Silo silo) : IClusterClient
{
    private static readonly GrainType ObserverType = GrainType.Create("sys.observer");

    public IServiceProvider ServiceProvider => silo.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        var id = GrainId.Create(silo.Classes.Find(typeof(TGrainInterface)).GrainType, primaryKey);
        return GetGrain<TGrainInterface>(id);
    }

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(object)ReferenceTo(grainId, typeof(TGrainInterface));

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference)
            throw new ArgumentException("Argument obj is already a grain reference.", nameof(obj));
        if (obj is IGrainBase)
            throw new ArgumentException("Argument must not be a grain class.", nameof(obj));
        if (!typeof(TGrainObserverInterface).IsInterface)
            throw new ArgumentException($"{typeof(TGrainObserverInterface)} is not an interface.");

        var id = GrainId.Create(ObserverType, silo.NewGuid().ToString("N"));
        silo.Directory.Add(new ObserverMailbox(silo, id, obj));
        return (TGrainObserverInterface)(object)ReferenceTo(id, typeof(TGrainObserverInterface));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference reference)
            throw new ArgumentException("Argument reference is not a grain reference.", nameof(obj));
        silo.Directory.FindObserver(reference.GrainId)?.Delete();
    }

    public GrainReference ReferenceTo(GrainId id, Type interfaceType)
    {
        var reference = (GrainReference)DispatchProxy.Create(interfaceType, typeof(GrainReference));
        reference.Bind(silo, id, InterfaceShape.Of(interfaceType));
        return reference;
    }
}

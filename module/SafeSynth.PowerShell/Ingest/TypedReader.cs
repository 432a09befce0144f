using System.Linq.Expressions;
using System.Management.Automation;
using System.Reflection;
using SafeSynth.Data;

namespace SafeSynth.Ingest;

/// <summary>Reads objects of one .NET type through getters compiled once, without boxing what the store has a form for.</summary>
/// <remarks>Columns that are no property of the type (added by Add-Member or a types file) are looked up by name.</remarks>
internal sealed class TypedReader : RowReader
{
    private static readonly MethodInfo AddAny = ((Action<ColumnBuilder, object?>)Add).Method;

    private static readonly Dictionary<Type, MethodInfo> AddTyped = typeof(ColumnBuilder).GetMethods()
        .Where(method => method.Name == nameof(ColumnBuilder.Add) && method.GetParameters()[0].ParameterType != typeof(object))
        .ToDictionary(method => method.GetParameters()[0].ParameterType);

    private readonly string[] _names;
    private readonly Action<object, ColumnBuilder>?[] _getters;
    private readonly bool _needsWrapper;

    public TypedReader(Type type, string[] names)
    {
        _names = names;
        _getters = Array.ConvertAll(names, name => Find(type, name) is { } member ? Compile(type, member) : null);
        _needsWrapper = _getters.Contains(null);
    }

    public override void Read(PSObject? wrapper, object? value, TableBuilder row)
    {
        var properties = _needsWrapper ? (wrapper ?? PSObject.AsPSObject(value)).Properties : null;
        for (var i = 0; i < _getters.Length; i++)
        {
            if (_getters[i] is { } getter) getter(value!, row[i]);
            else Add(row[i], properties!, _names[i], static (properties, name) => properties[name]?.Value);
        }
    }

    private static MemberInfo? Find(Type type, string name)
    {
        const BindingFlags Readable = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;
        if (!type.IsVisible) return null;

        return type.GetMember(name, MemberTypes.Property | MemberTypes.Field, Readable) switch
        {
            [PropertyInfo { CanRead: true } property] when property.GetMethod!.IsPublic && property.GetIndexParameters().Length == 0 => property,
            [FieldInfo field] => field,
            _ => null,
        };
    }

    /// <summary>
    /// <c>(item, column) => { try { value = ((T)item).Member; } catch { column.AddMissing(); return; } column.Add(value); }</c>
    /// </summary>
    private static Action<object, ColumnBuilder> Compile(Type type, MemberInfo member)
    {
        var item = Expression.Parameter(typeof(object));
        var column = Expression.Parameter(typeof(ColumnBuilder));
        var access = Expression.MakeMemberAccess(Expression.Convert(item, type), member);
        var value = Expression.Variable(access.Type);
        var end = Expression.Label();
        var body = Expression.Block(
            [value],
            Expression.TryCatch(
                Expression.Block(typeof(void), Expression.Assign(value, access)),
                Expression.Catch(typeof(Exception), Expression.Block(Missing(column), Expression.Return(end)))),
            Append(column, value),
            Expression.Label(end));
        return Expression.Lambda<Action<object, ColumnBuilder>>(body, item, column).Compile();
    }

    private static Expression Append(ParameterExpression column, Expression value)
    {
        if (Nullable.GetUnderlyingType(value.Type) is not null)
        {
            return Expression.IfThenElse(
                Expression.Property(value, nameof(Nullable<int>.HasValue)),
                Append(column, Expression.Property(value, nameof(Nullable<int>.Value))),
                Missing(column));
        }

        return AddTyped.TryGetValue(value.Type, out var add)
            ? Expression.Call(column, add, value)
            : Expression.Call(AddAny, column, Expression.Convert(value, typeof(object)));
    }

    private static MethodCallExpression Missing(Expression column) => Expression.Call(column, nameof(ColumnBuilder.AddMissing), null);
}

using SkiaSharp;

namespace RobustRepro.Tests.Probes;

/// <summary>A data set of three images in Broden's layout, whose files a test may replace.</summary>
internal sealed class BrodenFolder : IDisposable
{
    public const string IndexHeader = "image,split,ih,iw,sh,sw,color,object,part,scene,texture";
    private readonly TemporaryFolder folder = new();

    public BrodenFolder()
    {
        Directory.CreateDirectory(folder.File("images"));
        Add(
            "index.csv",
            $"{IndexHeader}\na.png,train,4,4,2,3,a_color.png,a_object_1.png;a_object_2.png,,7,\n"
                + "b.png,val,4,4,2,3,,,,7;8,9\nc.png,val,4,4,2,3,,,,,\n"
        );
        Add(
            "category.csv",
            "name,first,last,count,frequency\n"
                + "object,1,2,2,1\npart,3,3,1,1\nscene,7,8,2,2\ntexture,9,9,1,1\ncolor,4,300,2,1\n"
        );
        // 5 and 6 are left out, as numbers of Broden are
        Add(
            "label.csv",
            "number,name,category,frequency,coverage,syns\n"
                + "1,cat,object(2),2,1.5,\n2,wood,object(1);texture(1),2,0.9,timber\n"
                + "3,leg,part(1),1,0.1,\n4,red-c,color(1),1,1e-5,\n"
                + "7,street-s,scene(2),2,2,\n8,road-s,scene(1),1,1,\n"
                + "9,dotted,texture(1),1,1,\n300,blue-c,color(1),1,0.5,\n"
        );
        Add("c_object.csv", "code,number,name,frequency,coverage\n1,1,cat,2,1.5\n2,2,wood,1,0.4\n");
        Add("c_part.csv", "code,number,name,frequency,coverage\n1,3,leg,1,0.1\n");
        Add("c_scene.csv", "code,number,name,frequency,coverage\n1,7,street-s,2,2\n2,8,road-s,1,1\n");
        Add("c_texture.csv", "code,number,name,frequency,coverage\n1,9,dotted,1,1\n2,2,wood,1,0.5\n");
        Add("c_color.csv", "code,number,name,frequency,coverage\n1,4,red-c,1,1e-5\n2,300,blue-c,1,0.5\n");
        AddLabels("a_color.png", 2, 3, 4, 4, 300, 0, 0, 300);
        AddLabels("a_object_1.png", 2, 3, 1, 1, 0, 0, 0, 2);
        AddLabels("a_object_2.png", 2, 3, 0, 2, 0, 0, 0, 0);
        foreach (string name in new[] { "a.png", "b.png", "c.png" })
            AddPixels(
                name,
                4,
                4,
                (y, x) => new SKColor((byte)(60 * x), (byte)(60 * y), name[0] == 'a' ? (byte)0 : (byte)255)
            );
    }

    public string Path => folder.Path;

    public void Add(string name, string content) => folder.Add(name, content);

    public void Remove(string name) => File.Delete(folder.File(name));

    /// <summary>Adds a row to index.csv, its line 5.</summary>
    public void AddRow(string row) => File.AppendAllText(folder.File("index.csv"), row + "\n");

    public void AddLabels(string name, int height, int width, params int[] labels) =>
        AddPixels(
            name,
            height,
            width,
            (y, x) => new SKColor((byte)(labels[y * width + x] % 256), (byte)(labels[y * width + x] / 256), 77)
        );

    /// <summary>An image of one channel.</summary>
    public void AddGrey(string name, int height, int width)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Gray8, SKAlphaType.Opaque);
        Save(name, bitmap);
    }

    public void Truncate(string name)
    {
        byte[] content = File.ReadAllBytes(folder.File($"images/{name}"));
        File.WriteAllBytes(folder.File($"images/{name}"), content[..(content.Length * 2 / 3)]);
    }

    public void Dispose() => folder.Dispose();

    private void AddPixels(string name, int height, int width, Func<int, int, SKColor> color)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                bitmap.SetPixel(x, y, color(y, x));
        }
        Save(name, bitmap);
    }

    private void Save(string name, SKBitmap bitmap)
    {
        using FileStream stream = File.Create(folder.File($"images/{name}"));
        bitmap.Encode(stream, SKEncodedImageFormat.Png, 100);
    }
}

package dev.cutover.kit;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Pictures of windows with 256 colours, as small as documents need them. A window has few colours
/// and many shades at the edges of its letters; the rare ones become the nearest frequent one.
public final class SmallPng {
  private static final int COLOURS = 256;

  private SmallPng() {}

  /// @return bytes of the new file
  public static long write(Path from, Path to) throws IOException {
    BufferedImage picture = ImageIO.read(from.toFile());
    int[] palette = palette(picture);
    BufferedImage small =
        new BufferedImage(
            picture.getWidth(),
            picture.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            model(palette));
    Map<Integer, Integer> nearest = new HashMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y) & 0xFFFFFF;
        int index = nearest.computeIfAbsent(rgb, each -> nearest(palette, each));
        small.getRaster().setSample(x, y, 0, index);
      }
    }
    Files.createDirectories(to.getParent());
    ImageIO.write(small, "png", to.toFile());
    return Files.size(to);
  }

  private static int[] palette(BufferedImage picture) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        counts.merge(picture.getRGB(x, y) & 0xFFFFFF, 1, Integer::sum);
      }
    }
    List<Integer> frequent =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
            .limit(COLOURS)
            .map(Map.Entry::getKey)
            .toList();
    return frequent.stream().mapToInt(Integer::intValue).toArray();
  }

  private static IndexColorModel model(int[] palette) {
    return new IndexColorModel(8, palette.length, palette, 0, false, -1, 0);
  }

  private static int nearest(int[] palette, int rgb) {
    int best = 0;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < palette.length; i++) {
      long red = (palette[i] >> 16 & 0xFF) - (rgb >> 16 & 0xFF);
      long green = (palette[i] >> 8 & 0xFF) - (rgb >> 8 & 0xFF);
      long blue = (palette[i] & 0xFF) - (rgb & 0xFF);
      long distance = red * red + green * green + blue * blue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}

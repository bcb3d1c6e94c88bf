import static java.awt.RenderingHints.KEY_ANTIALIASING;
import static java.awt.RenderingHints.KEY_STROKE_CONTROL;
import static java.awt.RenderingHints.VALUE_ANTIALIAS_ON;
import static java.awt.RenderingHints.VALUE_STROKE_PURE;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Scanner;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/// Draws an SVG picture made of `rect`, `circle` and `path` (M L C Z, absolute) as a PNG, so that
/// the drawing is kept once and no tool beside the JDK is needed.
///
/// `java Icon.java cutover.svg 256 cutover.png`
final class Icon {
  private Icon() {}

  public static void main(String[] arguments) throws Exception {
    var svg =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of(arguments[0]).toFile());
    int size = Integer.parseInt(arguments[1]);
    double side = Double.parseDouble(svg.getDocumentElement().getAttribute("viewBox").split(" ")[2]);
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D brush = image.createGraphics();
    brush.setRenderingHint(KEY_ANTIALIASING, VALUE_ANTIALIAS_ON);
    brush.setRenderingHint(KEY_STROKE_CONTROL, VALUE_STROKE_PURE);
    brush.scale(size / side, size / side);
    var elements = svg.getDocumentElement().getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      draw((Element) elements.item(i), brush);
    }
    if (!ImageIO.write(image, "png", Path.of(arguments[2]).toFile())) {
      throw new IOException("No PNG writer in this JDK.");
    }
  }

  private static void draw(Element element, Graphics2D brush) {
    Shape shape = shape(element);
    if (!element.getAttribute("fill").equals("none")) {
      brush.setColor(Color.decode(element.getAttribute("fill")));
      brush.fill(shape);
    }
    if (element.hasAttribute("stroke")) {
      brush.setColor(Color.decode(element.getAttribute("stroke")));
      brush.setStroke(
          new BasicStroke((float) number(element, "stroke-width"), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
      brush.draw(shape);
    }
  }

  private static Shape shape(Element element) {
    return switch (element.getTagName()) {
      case "rect" ->
          new RoundRectangle2D.Double(
              number(element, "x"),
              number(element, "y"),
              number(element, "width"),
              number(element, "height"),
              2 * number(element, "rx"),
              2 * number(element, "rx"));
      case "circle" -> {
        double radius = number(element, "r");
        yield new Ellipse2D.Double(
            number(element, "cx") - radius, number(element, "cy") - radius, 2 * radius, 2 * radius);
      }
      case "path" -> path(new Scanner(element.getAttribute("d")));
      default -> throw new IllegalArgumentException("Not understood: " + element.getTagName());
    };
  }

  private static Shape path(Scanner words) {
    Path2D path = new Path2D.Double();
    while (words.hasNext()) {
      String verb = words.next();
      switch (verb) {
        case "M" -> path.moveTo(next(words), next(words));
        case "L" -> path.lineTo(next(words), next(words));
        case "C" ->
            path.curveTo(
                next(words), next(words), next(words), next(words), next(words), next(words));
        case "Z" -> path.closePath();
        default -> throw new IllegalArgumentException("Not understood in a path: " + verb);
      }
    }
    return path;
  }

  private static double next(Scanner words) {
    return Double.parseDouble(words.next());
  }

  private static double number(Element element, String name) {
    return Double.parseDouble(element.getAttribute(name));
  }
}

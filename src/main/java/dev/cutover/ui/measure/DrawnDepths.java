package dev.cutover.ui.measure;

import dev.cutover.job.Problem;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.ui.Acts;
import dev.cutover.ui.Connection;
import dev.cutover.ui.Connector;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.Environment;
import dev.cutover.ui.QueuePorts;
import java.util.function.Consumer;

/// Real servers, but depths of somebody's making.
public record DrawnDepths(Connector servers, QueueDepths depths) implements Connector {
  @Override
  public Connection connect(Consumer<Step> step) throws Exception {
    Connection open = servers.connect(step);
    ConsolePorts ports = open.ports();
    QueuePorts queues = ports.queues();
    return new Same(open, ports.with(new QueuePorts(depths, queues.topology(), queues.letters())));
  }

  @Override
  public Problem explain(Exception failure) {
    return servers.explain(failure);
  }

  private record Same(Connection open, ConsolePorts ports) implements Connection {
    @Override
    public Environment environment() {
      return open.environment();
    }

    @Override
    public Acts acts() {
      return open.acts();
    }

    @Override
    public void close() {
      open.close();
    }
  }
}

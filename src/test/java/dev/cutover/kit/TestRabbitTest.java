package dev.cutover.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestRabbitTest {
  @Test
  void aNodeOfItsOwnStartsDiesAndComesBack() {
    try (TestRabbit rabbit = TestRabbit.startOwn()) {
      rabbit.rabbitmqctl("add_vhost", "kept");
      rabbit.kill9();
      rabbit.restart();
      assertThat(rabbit.rabbitmqctl("list_vhosts")).contains("kept");
      rabbit.stop();
      rabbit.wipeData();
      rabbit.restart();
      assertThat(rabbit.rabbitmqctl("list_vhosts")).doesNotContain("kept");
    }
  }
}
